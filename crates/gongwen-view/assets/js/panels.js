// The outline and the facts beside the text: open where there is room, else one click away.

function setPanel(name, open) {
  document.body.dataset[name] = open ? "open" : "closed";
  find(`#toggle-${name}`).setAttribute("aria-expanded", String(open));
}

function isPanelOpen(name) {
  return document.body.dataset[name] !== "closed";
}

function togglePanel(name) {
  setPanel(name, !isPanelOpen(name));
}

/** Closes what covers the text on a narrow screen; whether something was open. */
function closeCovering() {
  const covering = [];
  if (matchMedia("(max-width: 1100px)").matches) covering.push("outline");
  if (isNarrow()) covering.push("facts");
  const open = covering.filter(isPanelOpen);
  open.forEach((name) => setPanel(name, false));
  return open.length > 0;
}

function startPanels() {
  find(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    all("main").find((main) => main.checkVisibility()).focus();
  });
  setPanel("outline", !matchMedia("(max-width: 1100px)").matches);
  setPanel("facts", !isNarrow());
  for (const name of ["outline", "facts"]) {
    find(`#toggle-${name}`).addEventListener("click", () => togglePanel(name));
  }
}

let watcher = null;

/** Shows in the outline what is being read. */
function watchOutline() {
  watcher?.disconnect();
  const links = new Map(all(".outline a[data-node]", reader).map((link) => [`n-${link.dataset.node}`, link]));
  const seen = new Set();
  watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target.id);
        else seen.delete(entry.target.id);
      }
      const first = [...links.keys()].find((id) => seen.has(id));
      if (!first) return;
      for (const [id, link] of links) {
        if (id === first) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
      links.get(first).scrollIntoView({ block: "nearest" });
    },
    { rootMargin: "-60px 0px -55% 0px" },
  );
  for (const id of links.keys()) {
    const block = document.getElementById(id);
    if (block) watcher.observe(block);
  }
}
