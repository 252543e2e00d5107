/** The shapes that several parts share. They name things on screen, never things of the domain. */
import type { Component } from "svelte";

/** The colours with a meaning. Each is always shown with a sign or a word as well. */
export type Tone = "plain" | "accent" | "sup" | "reb" | "ctx" | "open";

/** An icon of @lucide/svelte, or anything drawn like one. */
export type Icon = Component<{ size?: number | string; strokeWidth?: number | string }>;

/** One thing to choose from a list. */
export type Option = {
  value: string;
  label: string;
  /** A second, quieter line. */
  detail?: string;
  sign?: string;
  tone?: Tone;
  disabled?: boolean;
};

/** One line of a menu; `"line"` draws a rule between groups. */
export type MenuItem = MenuAction | "line";

export type MenuAction = {
  id: string;
  label: string;
  icon?: Icon;
  /** Shown at the end of the line, as tinykeys writes it. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Given: the line is a choice that is on or off. */
  checked?: boolean;
  onselect: () => void;
};

/** One line of the palette. */
export type PaletteItem = {
  id: string;
  label: string;
  detail?: string;
  keys?: string;
  icon?: Icon;
  onselect: () => void;
};

/** A group of the palette, which finds its own lines. */
export type PaletteGroup = {
  id: string;
  title: string;
  find: (text: string, signal: AbortSignal) => PaletteItem[] | Promise<PaletteItem[]>;
};

/** A piece of a text comparison. */
export type Segment = { op: "same" | "added" | "removed"; text: string };
