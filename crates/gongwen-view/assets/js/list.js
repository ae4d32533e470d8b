// The list of documents: a search in it goes through the words of those that are not open, too.

const wordsOfDocuments = new Map();

/** The words of a document, stretch by stretch; made once, when they are asked for. */
function documentWords(key) {
  if (!wordsOfDocuments.has(key)) {
    const content = templates.get(key).content;
    const words = all("main.text .title, main.text .w", content).map((part) => part.textContent);
    wordsOfDocuments.set(key, folded(words.join("\n")));
  }
  return wordsOfDocuments.get(key);
}

function countIn(text, wanted) {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) count += 1;
  return count;
}

function searchList() {
  const wanted = folded(query());
  const rows = all(".documents tbody tr", list);
  let left = 0;
  for (const row of rows) {
    const hits = find(".hits", row);
    hits.textContent = "";
    const told = () => folded([...row.cells].slice(0, 3).map((cell) => cell.textContent).join("\n"));
    const count = wanted ? countIn(documentWords(row.dataset.key), wanted) : 0;
    row.hidden = Boolean(wanted) && count === 0 && !told().includes(wanted);
    if (count) hits.textContent = `${count} 处`;
    if (!row.hidden) left += 1;
  }
  find(".none", list).hidden = left > 0 || !rows.length;
  find("#count").textContent = wanted ? `${left} / ${rows.length} 份` : "";
}
