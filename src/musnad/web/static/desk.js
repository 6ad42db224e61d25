// The desk's own script: lights up a record's words, answers keys, moves the edges of a span. Everything works as links and
// forms without it.
"use strict";

const characters = (text) => Array.from(text); // code points: what every span of the ledger counts in

function lit(event) {
  const over = event.target.closest?.("a.m[data-records]");
  document.querySelectorAll(".m.lit").forEach((m) => m.classList.remove("lit"));
  if (!over) return;
  const inner = over.dataset.records.split(" ").pop();
  over.closest(".report").querySelectorAll(`a.m[data-records~="${CSS.escape(inner)}"]`).forEach((m) => m.classList.add("lit"));
}

function shown(event) { // a marked word shows its record beside the text: one listener, however many marks there are
  const mark = event.target.closest?.(".report a.m[data-records]");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const record = mark.getAttribute("href").split("/").pop();
  htmx.ajax("GET", `/records/${record}/panel`, { source: mark, target: "#panel", swap: "innerHTML" });
}

function layers() {
  document.querySelectorAll("[data-layer]").forEach((box) => {
    box.addEventListener("change", () => document.getElementById("text").classList.toggle(`no-${box.dataset.layer}`, !box.checked));
  });
}

// A span: hidden fields start and end, shown in the text, moved by dragging over it or by its edges' buttons.
class Spanner {
  constructor(field) {
    this.text = field.querySelector("[data-text]");
    this.letters = characters(this.text.textContent);
    this.offset = Number(field.dataset.offset);
    this.fields = { start: field.querySelector("[name=start]"), end: field.querySelector("[name=end]") };
    field.querySelectorAll("[data-edge]").forEach((button) => {
      button.addEventListener("click", () => this.move(button.dataset.edge, Number(button.dataset.by)));
    });
    this.text.addEventListener("pointerup", () => setTimeout(() => this.dragged(), 0));
    this.show();
  }

  get start() { return Number(this.fields.start.value) - this.offset; }
  get end() { return Number(this.fields.end.value) - this.offset; }

  put(start, end) {
    if (start < 0 || end > this.letters.length || start >= end) return;
    this.fields.start.value = start + this.offset;
    this.fields.end.value = end + this.offset;
    this.show();
  }

  show() {
    const [a, b] = [Math.max(0, this.start), Math.min(this.letters.length, this.end)];
    const mark = document.createElement("mark");
    mark.textContent = this.letters.slice(a, b).join("");
    this.text.replaceChildren(this.letters.slice(0, a).join(""), mark, this.letters.slice(b).join(""));
  }

  move(edge, by) { // by one word
    let at = edge === "start" ? this.start : this.end;
    const space = (i) => /\s/.test(this.letters[i] ?? " ");
    const begins = (i) => !space(i) && space(i - 1);
    const ends = (i) => space(i) && !space(i - 1);
    do at += by; while (at > 0 && at < this.letters.length && !(edge === "start" ? begins(at) : ends(at)));
    if (edge === "start") this.put(at, this.end); else this.put(this.start, at);
  }

  dragged() {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !this.text.contains(chosen.getRangeAt(0).commonAncestorContainer)) return;
    const range = chosen.getRangeAt(0);
    const before = document.createRange();
    before.selectNodeContents(this.text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = characters(before.toString()).length;
    this.put(start, start + characters(range.toString()).length);
    chosen.removeAllRanges();
  }
}

function spanners(root) {
  root.querySelectorAll("[data-spanner]").forEach((field) => { if (!field.spanner) field.spanner = new Spanner(field); });
}

function queue(by) {
  const rows = [...document.querySelectorAll(".queue li")];
  const now = rows.findIndex((row) => row.hasAttribute("aria-current"));
  rows[now + by]?.querySelector("a").click();
}

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j") return queue(1);
  if (key === "k") return queue(-1);
  const at = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!at) return;
  event.preventDefault();
  const reason = document.querySelector("[data-bench] [name=reason]");
  if (key === "r" && reason && !reason.value.trim()) { // a rejection needs its reason: go there, and reject from there
    reason.dataset.then = "rejected";
    reason.focus();
    return;
  }
  at.click();
  if (key === "c") at.parentElement.querySelector("select, input:not([type=hidden])")?.focus();
}

function reasoned(event) { // Ctrl+Enter in the reason sends what the key began
  const box = event.target;
  if (event.key === "Escape" && box.closest?.("[data-bench]")) box.blur();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || box.name !== "reason") return;
  const open = box.form.querySelector(".correct[open]");
  const verdict = open ? "corrected" : box.dataset.then ?? "rejected";
  (box.form.querySelector(`button[value="${verdict}"]`) ?? box.form.querySelector(".acts .yes")).click();
}

function saves() { // pictures as files
  document.querySelectorAll("[data-save]").forEach((button) => button.addEventListener("click", () => {
    const drawn = document.querySelector(button.dataset.of).cloneNode(true);
    paint(document.querySelector(button.dataset.of), drawn);
    drawn.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const svg = new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" });
    if (button.dataset.save === "svg") keep(svg, `${button.dataset.name}.svg`); else png(drawn, button.dataset.name);
  }));
}

function paint(from, to) { // colours come from the page's style: written into the copy
  const of = getComputedStyle(from);
  for (const name of ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "opacity", "direction"]) {
    const value = of.getPropertyValue(name);
    if (value) to.setAttribute(name, value);
  }
  [...from.children].forEach((child, i) => paint(child, to.children[i]));
}

function png(drawn, name) {
  const box = drawn.viewBox.baseVal;
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [box.width * 2, box.height * 2];
    const paper = canvas.getContext("2d");
    paper.fillStyle = getComputedStyle(document.body).backgroundColor;
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((made) => keep(made, `${name}.png`));
  };
  drawn.setAttribute("width", box.width);
  drawn.setAttribute("height", box.height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawn))}`;
}

function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function again() { // what is counted in the background: look again until it is there
  const waits = document.querySelector("[data-again]");
  if (waits) setTimeout(() => location.reload(), Number(waits.dataset.again));
}

addEventListener("pointerover", lit);
addEventListener("focusin", lit);
addEventListener("click", shown);
addEventListener("keydown", keyed);
addEventListener("keydown", reasoned);
addEventListener("DOMContentLoaded", () => {
  layers();
  saves();
  again();
  spanners(document);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    spanners(document);
    if (event.detail.target.id === "panel") event.detail.target.classList.add("open");
    if (event.detail.target.id === "bench") event.detail.target.querySelector(".alert, .done")?.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("click", (event) => {
    const goes = event.target.closest("[data-goes]"); // a sign of a picture; the table behind it has the link
    if (goes) location.href = goes.dataset.goes;
    const panel = document.getElementById("panel");
    if (panel && !panel.contains(event.target) && !event.target.closest("a.m")) panel.classList.remove("open");
    document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
});
