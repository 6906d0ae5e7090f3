// The accessibility rules of WCAG 2.2 A and AA, as far as a machine can tell, light and dark.
import { AxeBuilder } from '@axe-core/playwright';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page that is shown, in both colour schemes. */
export async function axe(page, { dark = false } = {}) {
  const found = await analyse(new AxeBuilder({ page }).withTags(RULES));
  await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' });
  // Another scheme changes colours only.
  const others = await analyse(new AxeBuilder({ page }).withRules(['color-contrast']));
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  return [...found, ...others.map((fault) => `${fault} (${dark ? 'light' : 'dark'})`)];
}

async function analyse(builder) {
  const { violations } = await builder.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map((node) => `axe ${id}: ${node.target.join(' ')} ${summary(node)}`),
  );
}

function summary(node) {
  return node.failureSummary.split('\n').slice(1).join('; ').replace(/\s+/g, ' ').slice(0, 200);
}
