import { ThemeColor, ThemeIcon } from 'vscode';
import type { StateClass } from '../../core';

/** The color of icons that step back. */
export const muted = new ThemeColor('descriptionForeground');

/** The icon of a state class in a theme color: warm for blocked goroutines, dimmed for idle ones. */
export function classIcon(stateClass: StateClass): ThemeIcon {
  const [icon, color] = icons[stateClass];
  return new ThemeIcon(icon, new ThemeColor(color));
}

const icons: Readonly<Record<StateClass, readonly [icon: string, color: string]>> = {
  running: ['play', 'charts.green'],
  lock: ['lock', 'charts.red'],
  channel: ['arrow-swap', 'symbolIcon.classForeground'], // charts.orange is half transparent: brown on black
  select: ['list-selection', 'charts.yellow'],
  io: ['globe', 'charts.blue'],
  syscall: ['terminal', 'charts.purple'],
  sleep: ['clock', 'descriptionForeground'],
  runtime: ['gear', 'descriptionForeground'],
  idle: ['circle-outline', 'descriptionForeground'],
  unknown: ['layers', 'descriptionForeground'],
};
