// The map: countries from the package, no tiles. Precision is drawn: a point for a settlement, a ring for an area.
"use strict";

const AREAS = new Set(["country", "region", "governorate", "admin1", "admin2", "admin3", "area", "district", "subdistrict"]);

async function draw(box) {
  const [world, places] = await Promise.all([box.dataset.world, box.dataset.places].map((path) => fetch(path).then((got) => got.json())));
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const map = L.map(box, { worldCopyJump: true, minZoom: 2, maxZoom: 10, attributionControl: false })
    .setView([33, 40], 4);
  L.geoJSON(topojson.feature(world, world.objects.countries), {
    style: { color: colour("--soft"), weight: 0.7, fillColor: colour("--card"), fillOpacity: 1 }, interactive: false,
  }).addTo(map);
  const most = Math.max(1, ...places.map((place) => place.count));
  const deep = colour("--deep");
  for (const place of places) {
    const area = AREAS.has(place.precision);
    const mark = L.circleMarker([place.lat, place.lon], {
      radius: 4 + 14 * Math.sqrt(place.count / most), color: deep, weight: area ? 2 : 1, dashArray: area ? "4 3" : null,
      fillColor: deep, fillOpacity: area ? 0.06 : 0.7,
    }).addTo(map);
    const link = document.createElement("a");
    link.href = place.path;
    link.textContent = `${place.name} (${place.count})`;
    link.lang = "ar";
    mark.bindPopup(link);
  }
  if (places.length) map.fitBounds(places.slice(0, 25).map((place) => [place.lat, place.lon]), { padding: [30, 30], maxZoom: 6 });
  box.dataset.drawn = String(places.length);
}

addEventListener("DOMContentLoaded", () => { const box = document.getElementById("map"); if (box) draw(box); });
