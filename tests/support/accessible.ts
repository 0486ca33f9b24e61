import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const wcag = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** Nothing on the page as it stands that axe minds. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothing(new AxeBuilder({ page }));
}

/** What WCAG asks for alone, where a page shows answers: the order of their headings, say, is their writer's. */
export async function expectWcag(page: Page): Promise<void> {
  await expectNothing(new AxeBuilder({ page }).withTags(wcag));
}

async function expectNothing(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`),
  ).toEqual([]);
}
