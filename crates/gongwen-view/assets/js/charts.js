// Charts over all documents, by Observable Plot. Colours are variables of the style, so that they follow the theme.

/** Rows that a chart shows; its table has more. */
const BARS = 24;
const MONTHS = 48;
const UNITS = 4;
const CHANGES = 12;

/** Names of subjects and kinds stand to the left of the bars. */
const shortened = (text, most) => (text.length > most ? `${text.slice(0, most)}…` : text);

function plot(options) {
  const drawn = Plot.plot({ width: 620, style: { fontSize: "13px", background: "none" }, ...options });
  // To those who cannot see it, a chart is one picture with a table beside it; its marks have no names of their own.
  all("g[aria-label]", drawn).forEach((group) => group.removeAttribute("aria-label"));
  const svg = drawn.matches("svg") ? drawn : find(":scope > svg", drawn);
  all("svg", drawn).forEach((swatch) => swatch !== svg && swatch.setAttribute("aria-hidden", "true"));
  svg.setAttribute("role", find("a", svg) ? "group" : "img");
  return drawn;
}

const drawings = {
  statuses({ statuses }) {
    const colors = { completed: "date", mostly_completed: "metric", in_progress: "term", long_term: "citation" };
    return plot({
      marginLeft: 84,
      height: 44 * statuses.length + 40,
      ariaLabel: "问题整改状态",
      x: { label: null, grid: true, ticks: 5 },
      y: { label: null, domain: statuses.map((row) => row.caption) },
      marks: [
        Plot.barX(statuses, {
          x: "count",
          y: "caption",
          fill: (row) => `var(--${colors[row.name] ?? "soft"})`,
          rx: 3,
          insetTop: 5,
          insetBottom: 5,
        }),
        Plot.text(statuses, { x: "count", y: "caption", text: (row) => String(row.count), dx: 6, textAnchor: "start" }),
      ],
    });
  },

  actions({ actions }) {
    if (!actions.length) return "处理只有金额，见数据表。";
    const units = ["人", "件"].filter((unit) => actions.some((row) => row.unit === unit));
    const colors = { 人: "var(--action)", 件: "var(--metric)" };
    // People and cases are never added up: a kind with both has a bar of each.
    const name = (row) => (units.length > 1 ? `${row.kind}（${row.unit}）` : row.kind);
    const rows = [...actions].sort((a, b) => b.count - a.count).slice(0, BARS);
    const value = d3.format(",~r");
    return plot({
      marginLeft: 150,
      height: 30 * rows.length + 60,
      ariaLabel: "问责处理",
      color: { domain: units, range: units.map((unit) => colors[unit]), legend: units.length > 1 },
      x: { label: null, grid: true, ticks: 5 },
      y: { label: null, domain: rows.map(name) },
      marks: [
        Plot.barX(rows, { x: "count", y: name, fill: "unit", rx: 2, insetTop: 3, insetBottom: 3 }),
        Plot.text(rows, { x: "count", y: name, text: (row) => value(row.count), dx: 6, textAnchor: "start" }),
      ],
    });
  },

  changes({ changes }) {
    const units = [...d3.group(changes, (row) => row.unit)].sort((a, b) => b[1].length - a[1].length).slice(0, UNITS);
    const parts = document.createDocumentFragment();
    for (const [unit, rows] of units) {
      const title = document.createElement("h3");
      title.textContent = `${unit || "比值"}${rows.length > CHANGES ? `（前 ${CHANGES} 项，共 ${rows.length} 项）` : ""}`;
      parts.append(title, dumbbell(rows.slice(0, CHANGES), unit));
    }
    return parts;
  },

  months({ months }) {
    const [first, span] = busiest(months);
    const domain = d3.utcMonths(first, d3.utcMonth.offset(first, span)).map(nameOfMonth);
    const inside = months.filter((row) => domain.includes(row.month));
    const left = d3.sum(months, (row) => row.count) - d3.sum(inside, (row) => row.count);
    const every = Math.ceil(domain.length / 12);
    const ticks = domain.filter((_, at) => at % every === 0);
    const drawn = plot({
      height: 250,
      marginBottom: 46,
      ariaLabel: "日期分布",
      x: { type: "band", label: null, domain, ticks, tickSize: 0, tickFormat: (month, at) => told(month, ticks[at - 1]) },
      y: { label: null, grid: true, ticks: 4, tickFormat: (count) => (Number.isInteger(count) ? String(count) : "") },
      marks: [Plot.barY(inside, { x: "month", y: "count", fill: "var(--date)", rx: 2 }), Plot.ruleY([0])],
    });
    if (!left) return drawn;
    const parts = document.createDocumentFragment();
    const more = document.createElement("h3");
    more.textContent = `图示最密集的 ${domain.length} 个月，其余 ${left} 处见数据表`;
    parts.append(more, drawn);
    return parts;
  },
};

const monthOf = (name) => new Date(`${name}-01T00:00:00Z`);
const nameOfMonth = (date) => d3.utcFormat("%Y-%m")(date);

/** A month, with its year where that is another than that of the label before. */
function told(month, before) {
  const [year, number] = month.split("-");
  return `${Number(number)}月${before?.startsWith(year) ? "" : `\n${year}`}`;
}

/** The first month of the stretch with the most dates, and how many months it has. */
function busiest(months) {
  const from = months.map((row) => monthOf(row.month));
  const sum = (at) => {
    const end = d3.utcMonth.offset(from[at], MONTHS);
    return d3.sum(months, (row, other) => (other >= at && from[other] < end ? row.count : 0));
  };
  const at = d3.maxIndex(months, (_, at) => sum(at));
  const end = d3.utcMonth.offset(from[at], MONTHS);
  const last = d3.max(from.filter((month) => month < end));
  return [from[at], d3.utcMonth.count(from[at], last) + 1];
}

/** From a hollow dot to a full one. Equal subjects have a line each. */
function dumbbell(changes, unit) {
  const rows = changes.map((row, at) => ({ ...row, at }));
  const name = (at) => shortened(rows[at].subject, 13);
  return plot({
    marginLeft: 180,
    marginRight: 120,
    height: 27 * rows.length + 40,
    ariaLabel: `指标前后变化，${unit}`,
    x: { label: null, grid: true, ticks: 5, nice: true, zero: unit === "%" },
    y: { label: null, type: "band", domain: rows.map((row) => row.at), tickFormat: name, tickSize: 0 },
    marks: [
      Plot.link(rows, { x1: "from", x2: "to", y: "at", stroke: "var(--metric)", strokeWidth: 2.5, strokeOpacity: 0.55 }),
      Plot.dot(rows, { x: "from", y: "at", r: 4.5, stroke: "var(--soft)", strokeWidth: 1.8, fill: "var(--paper)" }),
      Plot.dot(rows, { x: "to", y: "at", r: 5, fill: "var(--metric)", href: "link", title: (row) => `${row.subject}：${row.from} → ${row.to}${row.unit}\n${row.title}` }),
      Plot.text(rows, { frameAnchor: "right", y: "at", dx: 14, textAnchor: "start", fill: "var(--soft)", text: (row) => `${row.from} → ${row.to}` }),
    ],
  });
}

function startCharts() {
  const data = JSON.parse(find("#data").textContent);
  for (const figure of all(".chart", list)) {
    find(".drawing", figure).replaceChildren(drawings[figure.dataset.chart](data));
  }
}
