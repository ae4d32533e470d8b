// What all other files use: the elements of the page, and what is open.

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

const reader = find("#reader");
const list = find("#list");
const templates = new Map(all("template[data-key]").map((template) => [template.dataset.key, template]));
const pageTitle = document.title;

/** The key of the document that is open; null in the list. */
let openKey = list ? null : reader.dataset.key;

const isNarrow = () => matchMedia("(max-width: 760px)").matches;
const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/** Tells a screen reader what a click has changed. */
function say(text) {
  find("#live").textContent = text;
}
