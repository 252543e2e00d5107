/** Calling on somebody in a comment: `@EB` or `@Editor B`, as the program reads it. */
import type { Comment } from "../../../api/generated/Comment";
import type { Editor } from "../../../api/generated/Editor";

/** A piece of a comment: plain words, or the call on somebody. */
export interface Piece {
  text: string;
  called: boolean;
}

/** The text in pieces, the calls on those who are mentioned apart. */
export function pieces(
  { text, mentions }: Pick<Comment, "text" | "mentions">,
  editors: readonly Editor[],
): Piece[] {
  const names = editors
    .filter(({ id }) => mentions.includes(id))
    .flatMap(({ name, initials }) => [`@${name}`, `@${initials}`])
    // The longer name first: one may begin like another.
    .filter((name) => name !== "@")
    .sort((a, b) => b.length - a.length);
  const found: Piece[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const name = names.find(
      (one) => text.startsWith(one, at) && !/^[\p{L}\p{N}]/u.test(text.slice(at + one.length)),
    );
    if (name === undefined) {
      plain += text[at++];
      continue;
    }
    if (plain !== "") found.push({ text: plain, called: false });
    plain = "";
    found.push({ text: name, called: true });
    at += name.length;
  }
  if (plain !== "") found.push({ text: plain, called: false });
  return found;
}

/** What is being typed after an `@` before the caret; null where nobody is being called. */
export function calling(text: string, caret: number): { from: number; typed: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}]*(?: [\p{L}\p{N}]*)?)$/u.exec(text.slice(0, caret));
  if (found === null) return null;
  const typed = found[1] ?? "";
  return { from: caret - typed.length, typed };
}

/**
 * The text with somebody called on where a name is being typed, and where the caret goes; null where none is.
 * The whole name gives way, whatever of it stands behind the caret: who goes back into it calls once, not twice.
 */
export function callOn(
  text: string,
  caret: number,
  { name, initials }: Pick<Editor, "name" | "initials">,
): { text: string; caret: number } | null {
  const found = calling(text, caret);
  if (found === null) return null;
  const { from } = found;
  const behind = /^[\p{L}\p{N}]*/u.exec(text.slice(caret))?.[0].length ?? 0;
  const stands = text.startsWith(name, from) ? from + name.length : 0;
  const rest = text.slice(Math.max(caret + behind, stands));
  const call = initials || name;
  const next = `${text.slice(0, from)}${call} ${rest.replace(/^ /u, "")}`;
  return { text: next, caret: from + call.length + 1 };
}

/** Whom the letters may mean. */
export function matching(editors: readonly Editor[], typed: string): Editor[] {
  const letters = typed.toLocaleLowerCase();
  return editors.filter(
    ({ name, initials, left }) =>
      !left &&
      (name.toLocaleLowerCase().startsWith(letters) || initials.toLocaleLowerCase().startsWith(letters)),
  );
}
