// Copies what the desk's pages need from node_modules into src/musnad/web/static/vendor: `npm ci && npm run build`.
// The copies are committed, so that neither users of the package nor its tests need Node.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const from = "node_modules";
const to = "src/musnad/web/static/vendor";

const files = {
  "htmx.org/dist/htmx.min.js": "htmx.js",
  "htmx.org/LICENSE": "licences/htmx.txt",
  "leaflet/dist/leaflet.js": "leaflet.js",
  "leaflet/dist/leaflet.css": "leaflet.css",
  "leaflet/LICENSE": "licences/leaflet.txt",
  "topojson-client/dist/topojson-client.min.js": "topojson.js",
  "topojson-client/LICENSE": "licences/topojson-client.txt",
  "world-atlas/countries-50m.json": "countries.json",
  "world-atlas/LICENSE": "licences/world-atlas.txt",
  "@fontsource/ibm-plex-sans-arabic/LICENSE": "licences/ibm-plex-sans-arabic.txt",
  "@fontsource/noto-naskh-arabic/LICENSE": "licences/noto-naskh-arabic.txt",
};
for (const weight of [400, 500, 600]) {
  for (const script of ["arabic", "latin"]) {
    const name = `ibm-plex-sans-arabic-${script}-${weight}-normal.woff2`;
    files[`@fontsource/ibm-plex-sans-arabic/files/${name}`] = `fonts/plex-${script}-${weight}.woff2`;
  }
}
for (const weight of [400, 600]) {
  for (const script of ["arabic", "latin"]) {
    const name = `noto-naskh-arabic-${script}-${weight}-normal.woff2`;
    files[`@fontsource/noto-naskh-arabic/files/${name}`] = `fonts/naskh-${script}-${weight}.woff2`;
  }
}

rmSync(to, { recursive: true, force: true });
for (const [source, target] of Object.entries(files)) {
  mkdirSync(`${to}/${target}`.replace(/\/[^/]*$/, ""), { recursive: true });
  cpSync(`${from}/${source}`, `${to}/${target}`);
}
// Debuggers ask for these maps, which are not shipped.
for (const name of ["leaflet.js", "htmx.js", "topojson.js"]) {
  const path = `${to}/${name}`;
  writeFileSync(path, readFileSync(path, "utf-8").replace(/\n?\/\/# sourceMappingURL=.*\n?/, "\n"));
}
