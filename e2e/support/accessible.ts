// What a reader with a screen reader or a keyboard would stumble over, by WCAG 2.2 AA.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Every fault of the page as it stands: the rule and the elements. Empty is good. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const results = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`,
  )) as AxeResults;
  return results.violations.map((fault) => {
    const where = fault.nodes.map((node) => node.target.join(" ")).join("; ");
    return `${fault.id}: ${fault.help} (${where})`;
  });
}
