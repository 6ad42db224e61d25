// The map: countries from the package, no tiles. Precision is drawn: a point for a settlement, a ring for an area.
// Places that would cover each other are one circle with their number; it opens where one comes nearer.
"use strict";

const AREAS = new Set(["country", "region", "governorate", "admin1", "admin2", "admin3", "area", "district", "subdistrict"]);
const NEAR = 34; // pixels within which places are one circle
const DEEPEST = 10;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function whole(shape) { // a land over the date line goes on beyond 180 degrees, so that no line runs around the world
  const rings = shape.geometry?.type === "Polygon" ? [shape.geometry.coordinates] : shape.geometry?.coordinates ?? [];
  for (const ring of rings.flat()) {
    let turn = 0;
    for (let i = 1, before = ring[0]?.[0]; i < ring.length; i++) {
      const east = ring[i][0];
      if (Math.abs(east - before) > 180) turn += east < before ? 360 : -360;
      before = east;
      ring[i] = [east + turn, ring[i][1]];
    }
  }
  return shape;
}

function gathered(map, places) { // the places that most reports name first: the others join them
  const groups = [];
  const cells = new Map();
  for (const place of places) {
    const at = map.project([place.lat, place.lon], map.getZoom());
    const [x, y] = [Math.floor(at.x / NEAR), Math.floor(at.y / NEAR)];
    let near = null;
    for (let i = x - 1; i <= x + 1; i++) for (let j = y - 1; j <= y + 1; j++) for (const group of cells.get(`${i} ${j}`) ?? []) {
      if (!near && group.at.distanceTo(at) < NEAR) near = group;
    }
    if (near && map.getZoom() < DEEPEST) { near.places.push(place); near.count += place.count; continue; }
    const group = { at, places: [place], count: place.count, lat: place.lat, lon: place.lon };
    groups.push(group);
    cells.set(`${x} ${y}`, [...(cells.get(`${x} ${y}`) ?? []), group]);
  }
  return groups;
}

function named(place) {
  const link = document.createElement("a");
  link.href = place.path;
  link.textContent = `${place.name} (${place.count})`;
  link.lang = "ar";
  return link;
}

function single(place, most, deep) {
  const area = AREAS.has(place.precision);
  return L.circleMarker([place.lat, place.lon], {
    radius: 4 + 14 * Math.sqrt(place.count / most), color: deep, weight: area ? 2 : 1, dashArray: area ? "4 3" : null,
    fillColor: deep, fillOpacity: area ? 0.06 : 0.7,
  }).bindPopup(named(place));
}

function several(map, group, most) {
  const mark = L.circleMarker([group.lat, group.lon], {
    radius: 11 + 9 * Math.sqrt(Math.min(1, group.count / most)), color: colour("--focus"), weight: 2, fillColor: colour("--card"), fillOpacity: 0.92,
  });
  mark.bindTooltip(String(group.places.length), { permanent: true, direction: "center", className: "gathered" });
  mark.on("click", () => map.fitBounds(group.places.map((p) => [p.lat, p.lon]), { padding: [50, 50], maxZoom: Math.max(map.getZoom() + 2, 6) }));
  return mark;
}

function titled(mark, words) { // what a pointer shows, and what a saved picture says
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = words;
  mark.getElement()?.append(title);
}

function marks(map, layer, places, box) {
  layer.clearLayers();
  const most = Math.max(1, ...places.map((place) => place.count));
  const deep = colour("--deep");
  const groups = gathered(map, places);
  for (const group of groups) {
    const alone = group.places.length === 1;
    const mark = (alone ? single(group.places[0], most, deep) : several(map, group, most)).addTo(layer);
    titled(mark, group.places.slice(0, 12).map((p) => `${p.name} (${p.count})`).join(", ") + (group.places.length > 12 ? " …" : ""));
  }
  box.dataset.circles = String(groups.length);
  box.groups = groups.filter((group) => group.places.length > 1);
}

async function draw(box) {
  const [world, places] = await Promise.all([box.dataset.world, box.dataset.places].map((path) => fetch(path).then((got) => got.json())));
  const map = L.map(box, { worldCopyJump: true, minZoom: 2, maxZoom: DEEPEST, attributionControl: false, zoomAnimation: false })
    .setView([33, 40], 4);
  const lands = topojson.feature(world, world.objects.countries);
  lands.features.forEach(whole);
  L.geoJSON(lands, {
    style: { color: colour("--soft"), weight: 0.7, fillColor: colour("--card"), fillOpacity: 1 }, interactive: false,
  }).addTo(map);
  const layer = L.layerGroup().addTo(map);
  if (places.length) map.fitBounds(places.slice(0, 25).map((place) => [place.lat, place.lon]), { padding: [30, 30], maxZoom: 6, animate: false });
  marks(map, layer, places, box);
  map.on("zoomend", () => marks(map, layer, places, box));
  document.querySelectorAll("[data-save-map]").forEach((button) => button.addEventListener("click", () => saved(map, box, button.dataset.saveMap)));
  box.dataset.drawn = String(places.length);
}

function saved(map, box, form) { // what is seen, as a picture
  const space = "http://www.w3.org/2000/svg";
  const size = map.getSize();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const drawn = box.querySelector(".leaflet-overlay-pane svg").cloneNode(true);
  drawn.removeAttribute("style");
  drawn.setAttribute("xmlns", space);
  drawn.setAttribute("viewBox", `${corner.x} ${corner.y} ${size.x} ${size.y}`);
  drawn.setAttribute("width", size.x);
  drawn.setAttribute("height", size.y);
  const sea = document.createElementNS(space, "rect");
  for (const [name, value] of Object.entries({ x: corner.x, y: corner.y, width: size.x, height: size.y, fill: getComputedStyle(box).backgroundColor })) sea.setAttribute(name, value);
  drawn.prepend(sea);
  for (const group of box.groups) {
    const at = map.latLngToLayerPoint([group.lat, group.lon]);
    const text = document.createElementNS(space, "text");
    for (const [name, value] of Object.entries({ x: at.x, y: at.y + 4, "text-anchor": "middle", "font-size": 12, "font-family": "sans-serif", fill: colour("--ink") })) text.setAttribute(name, value);
    text.textContent = String(group.places.length);
    drawn.append(text);
  }
  if (form === "png") png(drawn, "map");
  else keep(new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" }), "map.svg");
}

addEventListener("DOMContentLoaded", () => { const box = document.getElementById("map"); if (box) draw(box); });
