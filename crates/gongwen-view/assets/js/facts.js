// Facts and their words: a click on one shows the other. Notes work the same way.

/** The fact or note that is shown: its id, and what it is. */
let shown = null;

const lineOf = (id) => find(`.facts li[data-fact="${CSS.escape(id)}"], .facts li[data-note="${CSS.escape(id)}"]`, reader);
const wordsOf = (id) => all(`[data-f~="${CSS.escape(id)}"], [data-n~="${CSS.escape(id)}"]`, find("main.text", reader));

function clearShown() {
  all(".lit", reader).forEach((words) => words.classList.remove("lit"));
  all(".now", reader).forEach((line) => {
    line.classList.remove("now");
    find("button", line).removeAttribute("aria-current");
  });
  shown = null;
}

/** Lights up the words of a fact or note and shows its line; whether there is one. */
function show(id, { scroll = true, remember = true } = {}) {
  const line = lineOf(id);
  if (!line) return false;
  clearShown();
  clearTarget();
  shown = id;
  line.closest("details")?.setAttribute("open", "");
  line.classList.add("now");
  find("button", line).setAttribute("aria-current", "true");
  line.scrollIntoView({ block: "nearest" });
  const words = wordsOf(id);
  words.forEach((part) => part.classList.add("lit"));
  if (scroll && words.length) words[0].scrollIntoView({ block: "center", behavior: motion() });
  const place = find(".place", line);
  say([find("button", line).textContent, place ? place.textContent : ""].join("，"));
  if (remember) setPlace(id);
  return true;
}

/** The line of the words that were clicked: the innermost fact, at the next click the one around it. */
function showWords(words) {
  const visible = (id) => {
    const line = lineOf(id);
    return line && !line.hidden;
  };
  const ids = [...(words.dataset.f ?? "").split(" ").reverse(), ...(words.dataset.n ?? "").split(" ")];
  const candidates = ids.filter((id) => id && visible(id));
  if (!candidates.length) return;
  const next = candidates[(candidates.indexOf(shown) + 1) % candidates.length];
  setPanel("facts", true);
  show(next, { scroll: isNarrow() });
}

function step(by) {
  const lines = all(".facts .fact", reader).filter((line) => !line.hidden);
  if (!lines.length) return;
  const at = lines.findIndex((line) => line.dataset.fact === shown);
  const next = at < 0 ? (by > 0 ? 0 : lines.length - 1) : Math.min(Math.max(at + by, 0), lines.length - 1);
  show(lines[next].dataset.fact);
}

function startFacts() {
  reader.addEventListener("click", (event) => {
    const button = event.target.closest(".facts li > button");
    if (button) {
      const line = button.parentElement;
      show(line.dataset.fact ?? line.dataset.note);
      return;
    }
    const words = event.target.closest("main.text [data-f], main.text [data-n]");
    // Words that are being selected are not clicked.
    if (words && getSelection().isCollapsed) showWords(words);
  });
}
