import type { Section } from '../model/section';

/** The name of a dump above its part of a deduplicated text: `orders-1`, or `dump 2` if it has no name. */
export function sectionName({ name }: Pick<Section, 'name'>, index: number): string {
  return name || `dump ${index + 1}`;
}

/** The title of one of several dumps: `orders-1: panic: boom`, or `dump 2` if it has neither a name nor a preamble. */
export function sectionTitle(section: Pick<Section, 'name' | 'title'>, index: number): string {
  const { name, title } = section;
  return [name, title].filter(Boolean).join(': ') || sectionName(section, index);
}
