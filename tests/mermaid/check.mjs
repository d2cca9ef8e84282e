// Reads charts from standard input, as a JSON list of texts, and asks Mermaid's own parser about
// each. Writes a JSON list: what it found in a chart, or its complaint. Exits with 1 on any.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
globalThis.window = window; // Mermaid cleans labels with what a browser has
globalThis.document = window.document;

const { default: mermaid } = await import("mermaid");

// Reads a label as Mermaid's page shows it: it keeps character codes in signs of its own.
function shown(label) {
  const cell = document.createElement("div");
  cell.innerHTML = label.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  for (const end of cell.querySelectorAll("br")) end.replaceWith("\n");
  return cell.textContent;
}

async function ask(chart) {
  try {
    const { diagramType } = await mermaid.parse(chart);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
    return {
      kind: diagramType,
      nodes: [...db.getVertices().values()].map(({ id, text, type }) => [id, type, shown(text)]),
      arrows: db.getEdges().map(({ start, end, stroke }) => [start, stroke, end]),
      boxes: db.getSubGraphs().map(({ id, title, nodes }) => [id, shown(title), nodes]),
    };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

let text = "";
for await (const piece of process.stdin) text += piece;
const answers = [];
for (const chart of JSON.parse(text)) answers.push(await ask(chart));
process.stdout.write(JSON.stringify(answers));
process.exitCode = answers.some(({ error }) => error !== undefined) ? 1 : 0;
