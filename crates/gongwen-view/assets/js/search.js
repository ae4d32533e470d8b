// The search: in a document over its words, in the list over all documents. Hits are highlights of the browser, so that the
// text stays as it is.

/** More hits than these are counted as these. */
const MOST_HITS = 5000;

const query = () => find("#search").value.trim();
const canHighlight = typeof Highlight === "function" && Boolean(CSS.highlights);

let hits = [];
let hit = -1;

/** Upper and lower case count as one where that changes no length. */
function folded(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/** The hits of one stretch of words, which other elements may cut into nodes. */
function hitsIn(element, wanted) {
  const nodes = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  text = folded(text);
  const found = [];
  let from = 0;
  const at = (place) => {
    while (from + 1 < nodes.length && nodes[from + 1].start <= place) from += 1;
    return [nodes[from].node, place - nodes[from].start];
  };
  for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
    const range = new Range();
    range.setStart(...at(start));
    const [node, offset] = at(start + wanted.length - 1);
    range.setEnd(node, offset + 1);
    found.push(range);
    if (found.length >= MOST_HITS) break;
  }
  return found;
}

function searchText() {
  hits = [];
  hit = -1;
  const wanted = folded(query());
  if (wanted) {
    for (const words of all("main.text .title, main.text .w", reader)) {
      if (hits.length >= MOST_HITS) break;
      if (!words.closest("[hidden]")) hits.push(...hitsIn(words, wanted));
    }
  }
  highlight();
}

function highlight() {
  if (canHighlight) {
    CSS.highlights.set("found", new Highlight(...hits));
    CSS.highlights.set("found-now", new Highlight(...hits.slice(hit, hit < 0 ? hit : hit + 1)));
  }
  const most = hits.length >= MOST_HITS ? "+" : "";
  const none = query() ? "无结果" : "";
  find("#count").textContent = hits.length ? `${hit < 0 ? "" : `${hit + 1} / `}${hits.length}${most} 处` : none;
}

/** The next hit, or the one before. */
function stepHit(by) {
  if (!openKey || !hits.length) return;
  hit = hit < 0 ? (by > 0 ? 0 : hits.length - 1) : (hit + by + hits.length) % hits.length;
  highlight();
  const range = hits[hit];
  range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: motion() });
  if (!canHighlight) {
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
}

/** After the words or what is hidden of them changed. */
function searchAgain() {
  if (openKey === null) searchList();
  else searchText();
}

function startSearch() {
  const input = find("#search");
  input.addEventListener("input", searchAgain);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (openKey === null) find(".documents tbody tr:not([hidden]) a", list)?.focus();
      else stepHit(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      input.value = "";
      searchAgain();
      input.blur();
    }
  });
  find("#next-hit").addEventListener("click", () => stepHit(1));
  find("#previous-hit").addEventListener("click", () => stepHit(-1));
}
