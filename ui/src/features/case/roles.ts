/** What people do at a desk, in words. */
import type { EditorRole } from "../../api/generated/EditorRole";
import { m } from "../../i18n";

const ROLES: Readonly<Record<EditorRole, () => string>> = {
  checker: m.editor_role_checker,
  head: m.editor_role_head,
  reviewer: m.editor_role_reviewer,
  lawyer: m.editor_role_lawyer,
  author: m.editor_role_author,
};

export function roleName(role: EditorRole): string {
  return ROLES[role]();
}

export function isRole(value: string): value is EditorRole {
  return value in ROLES;
}

export const roleOptions = (): { value: EditorRole; label: string }[] =>
  Object.keys(ROLES)
    .filter(isRole)
    .map((value) => ({ value, label: roleName(value) }));
