import type { Section } from '../model/section';

/** What a dump is called above its part of a deduplicated text: `orders-1`, or `dump 2` where nothing names it. */
export function sectionName({ source }: Pick<Section, 'source'>, index: number): string {
  return source || `dump ${index + 1}`;
}

/** The title of one of several dumps: `orders-1: panic: boom`, or `dump 2` where it has neither a name nor a preamble. */
export function sectionTitle(section: Pick<Section, 'source' | 'title'>, index: number): string {
  const { source, title } = section;
  return [source, title].filter(Boolean).join(': ') || sectionName(section, index);
}
