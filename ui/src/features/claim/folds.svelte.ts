/** Which parts of the dossier are folded away: the same for every claim, until the window closes. */
export const folds = $state({
  evidence: true,
  verdict: true,
  checks: true,
  contacts: true,
  signing: true,
  comments: true,
  places: true,
  details: false,
  history: true,
});
