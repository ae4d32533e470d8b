// What is open, and its link: #s2.1.i3 or #metric4 of the document, of several documents #d2/s2.1.i3.

/** Set while we change the address ourselves. */
let quiet = false;

function setPlace(place) {
  const parts = list ? [openKey, place] : [place];
  const hash = parts.filter(Boolean).map(encodeURIComponent).join("/");
  if (location.hash === `#${hash}`) return;
  quiet = true;
  try {
    history.replaceState(null, "", `#${hash}`);
    quiet = false;
  } catch {
    location.hash = hash;
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function clearTarget() {
  all(".target", reader).forEach((block) => block.classList.remove("target"));
}

/** Scrolls to a node; whether there is one. */
function goTo(id) {
  const block = document.getElementById(`n-${id}`);
  if (!block || !reader.contains(block)) return false;
  clearShown();
  clearTarget();
  block.classList.add("target");
  block.scrollIntoView({ block: "start", behavior: motion() });
  return true;
}

function openDocument(key) {
  if (openKey === key) return true;
  const template = templates.get(key);
  if (!template) return false;
  reader.replaceChildren(template.content.cloneNode(true));
  openKey = key;
  shown = null;
  reader.hidden = false;
  list.hidden = true;
  find("#to-list").hidden = false;
  document.body.className = "reading";
  document.title = template.dataset.title;
  find(".top .name").textContent = template.dataset.title;
  afterOpening();
  scrollTo(0, 0);
  find("main.text", reader).focus({ preventScroll: true });
  return true;
}

function openList() {
  if (!list || openKey === null) return;
  const left = openKey;
  reader.replaceChildren();
  openKey = null;
  shown = null;
  reader.hidden = true;
  list.hidden = false;
  find("#to-list").hidden = true;
  document.body.className = "listing";
  document.title = pageTitle;
  find(".top .name").textContent = pageTitle;
  searchAgain();
  find(`.documents a[data-key="${CSS.escape(left)}"]`, list)?.focus();
}

function afterOpening() {
  applyFilters();
  watchOutline();
}

/** Opens what the address names. */
function route() {
  if (quiet) {
    quiet = false;
    return;
  }
  const parts = location.hash.slice(1).split("/").map(decoded);
  if (list) {
    const key = parts.shift();
    if (!key || !openDocument(key)) {
      openList();
      return;
    }
  }
  const place = parts.join("/");
  if (place && !show(place, { remember: false })) goTo(place);
}

function startPlaces() {
  reader.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-node]");
    if (!link) return;
    event.preventDefault();
    if (goTo(link.dataset.node)) setPlace(link.dataset.node);
    if (link.closest(".outline")) closeCovering();
  });
  find("#to-list")?.addEventListener("click", leaveDocument);
  addEventListener("hashchange", route);
}

function leaveDocument() {
  if (location.hash) location.hash = "";
  openList();
}
