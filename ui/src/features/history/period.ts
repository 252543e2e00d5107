/** The first and the last moment of a year, a month or a day, as the ledger writes moments. */

export function startOf(date: string): string {
  const [year = "", month = "01", day = "01"] = date.split("-");
  return `${year}-${month}-${day}T00:00:00.000Z`;
}

export function endOf(date: string): string {
  const [year = "", month, day] = date.split("-");
  if (day !== undefined) return `${date}T23:59:59.999Z`;
  // Day 0 is the last of the month before.
  const last = new Date(Date.UTC(2000, 0, 1));
  last.setUTCFullYear(Number(year), month === undefined ? 12 : Number(month), 0);
  return `${last.toISOString().slice(0, 10)}T23:59:59.999Z`;
}
