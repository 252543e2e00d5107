/** Bytes as people count them. */
import { formatNumber, m } from "../../../../i18n";

export function bytesLine(bytes: number): string {
  if (bytes < 1_000) return m.size_bytes({ shown: formatNumber(bytes) });
  if (bytes < 1_000_000) return m.size_kb({ shown: formatNumber(Math.round(bytes / 1_000)) });
  return m.size_mb({ shown: formatNumber(Math.round(bytes / 100_000) / 10) });
}
