// The keyboard: one key a thing, none while somebody writes.

const keys = {
  "/": () => {
    find("#search").focus();
    find("#search").select();
  },
  n: () => stepHit(1),
  N: () => stepHit(-1),
  j: () => openKey !== null && step(1),
  k: () => openKey !== null && step(-1),
  o: () => (list ? leaveDocument() : togglePanel("outline")),
  t: toggleTheme,
  "?": openHelp,
  Escape: () => {
    if (closeCovering()) return;
    clearShown();
    clearTarget();
  },
};

function openHelp() {
  find("#help").showModal();
}

function startKeys() {
  find("#open-help").addEventListener("click", openHelp);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || find("#help").open) return;
    if (event.target.closest("input, textarea, select")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
