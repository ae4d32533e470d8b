// Which kinds of facts are shown, and issues of which status. The choice holds for all documents of the page.

const off = { kind: new Set(), status: new Set() };

function applyFilters() {
  for (const what of ["kind", "status"]) {
    for (const chip of all(`.chip[data-${what}]`, reader)) {
      chip.setAttribute("aria-pressed", String(!off[what].has(chip.dataset[what])));
    }
  }
  const article = find("article", reader);
  if (!article) return;
  article.dataset.off = [...off.kind].join(" ");
  for (const part of all(".block[data-status], .outline li[data-status]", reader)) {
    part.hidden = off.status.has(part.dataset.status);
  }
  let count = 0;
  for (const line of all(".facts .fact", reader)) {
    line.hidden = off.kind.has(line.dataset.kind) || off.status.has(line.dataset.status);
    if (!line.hidden) count += 1;
  }
  find(".facts .none", reader).hidden = count > 0 || !find(".facts .fact", reader);
  if (shown && lineOf(shown)?.hidden) clearShown();
  searchAgain();
}

function startFilters() {
  reader.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (!chip) return;
    const what = chip.dataset.kind ? "kind" : "status";
    const name = chip.dataset[what];
    if (!off[what].delete(name)) off[what].add(name);
    applyFilters();
    const count = all(".facts .fact", reader).filter((line) => !line.hidden).length;
    say(`显示 ${count} 条事实`);
  });
}
