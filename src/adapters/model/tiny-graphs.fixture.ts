/** Written by models/test-graphs/make_graphs.py. */
/** Mean colour, `[n, 3, 8, 8]` to `[n, 3, 1, 1]`. */
export const MEAN_NCHW = {
  sha256: '475609b9512cd6324334b9ad49926515dc468965c37b797692888a79ec27300b',
  base64:
    'CAgSCXJpc3RyZXR0bzpdChkKAXgSAXkiEUdsb2JhbEF2ZXJhZ2VQb29sEgR0aW55WhwKAXgSFwoVCAESEQoDEgFuCgIIAwoCCAgKAggIYhwKAXkSFwoVCAESEQoDEgFuCgIIAwoCCAEKAggBQgQKABAR',
};
/** Mean colour of one picture at a time, `[1, 8, 8, 3]` to `[1, 3]`. */
export const MEAN_NHWC_ONE = {
  sha256: 'ec52028b4a597c15315b140c6a38dbe53699fbc343607274de9579baebf0d1eb',
  base64:
    'CAgSCXJpc3RyZXR0bzpsCjIKAXgSAXkiClJlZHVjZU1lYW4qDQoEYXhlc0ABQAKgAQcqDwoIa2VlcGRpbXMYAKABAhIEdGlueVobCgF4EhYKFAgBEhAKAggBCgIICAoCCAgKAggDYhMKAXkSDgoMCAESCAoCCAEKAggDQgQKABAR',
};
/** Needs an operator that nobody has. */
export const UNKNOWN_OPERATOR = {
  sha256: 'e4c8df16630f751db3a68ed8bae7e4353442bd3cbb8911aad9a6bd71b94eabd2',
  base64:
    'CAgSCXJpc3RyZXR0bzpTChcKAXgSAXkiB05vdGhpbmc6Bm5vYm9keRIEdGlueVocCgF4EhcKFQgBEhEKAxIBbgoCCAMKAggICgIICGIUCgF5Eg8KDQgBEgkKAxIBbgoCCANCBAoAEBFCCgoGbm9ib2R5EAE=',
};
