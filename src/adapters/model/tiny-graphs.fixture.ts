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
/** Mean colour with half-precision input and output. */
export const HALF_PRECISION = {
  sha256: '491f10eb561faeed3e8648651ddb07d152242598e63dc84fd235d81bad81fdb6',
  base64:
    'CAgSCXJpc3RyZXR0bzqbAQoaCgF4EgR3aWRlIgRDYXN0KgkKAnRvGAGgAQIKHwoEd2lkZRIEbWVhbiIRR2xvYmFsQXZlcmFnZVBvb2wKGgoEbWVhbhIBeSIEQ2FzdCoJCgJ0bxgKoAECEgR0aW55WhwKAXgSFwoVCAoSEQoDEgFuCgIIAwoCCAgKAggIYhwKAXkSFwoVCAoSEQoDEgFuCgIIAwoCCAEKAggBQgQKABAR',
};
/** What it is fed, `[n, 3, 8, 8]` to `[n, 3, 8, 8]`: shows the pre-processing. */
export const THE_PICTURE = {
  sha256: '0d58d1a7bfc90bed5d35adcc570e10529ffc3d1d25e06f023357aeb137e98bdc',
  base64:
    'CAgSCXJpc3RyZXR0bzpUChAKAXgSAXkiCElkZW50aXR5EgR0aW55WhwKAXgSFwoVCAESEQoDEgFuCgIIAwoCCAgKAggIYhwKAXkSFwoVCAESEQoDEgFuCgIIAwoCCAgKAggIQgQKABAR',
};
/** A colour for each of eight words, `[n, tokens]` to `[n, tokens, 3]`. */
export const WORDS = {
  sha256: '04ef79d73de8cf96a45c8fbc7d8475bcfd18d06ac581efc98cee44b36dbf27b8',
  base64:
    'CAgSCXJpc3RyZXR0bzqwAgo6CgV0YWJsZQoJaW5wdXRfaWRzEhFsYXN0X2hpZGRlbl9zdGF0ZSIGR2F0aGVyKgsKBGF4aXMYAKABAhIEdGlueSpvCAgIAxABQgV0YWJsZUpgAAAAAAAAAAAAAIA/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAPwAAgD8AAIA/AACAPwAAAAAAAAAAAAAAAAAAgD8AAAAAAAAAAAAAAAAAAIA/AACAPwAAgD8AAAAAWiIKCWlucHV0X2lkcxIVChMIBxIPCgMSAW4KCBIGdG9rZW5zWicKDmF0dGVudGlvbl9tYXNrEhUKEwgHEg8KAxIBbgoIEgZ0b2tlbnNiLgoRbGFzdF9oaWRkZW5fc3RhdGUSGQoXCAESEwoDEgFuCggSBnRva2VucwoCCANCBAoAEBE=',
};
/** Mean brightness of frames, `[1, frames, 27, 48, 3]` to `[1, frames]`, in the place of a shot detector. */
export const SHOTS = {
  sha256: '49a37b792dcacd80b6c6e269c4e436d78438b991d47c694da550edafd3eaf9e1',
  base64:
    'CAgSCXJpc3RyZXR0bzp+CjQKAXgSAXkiClJlZHVjZU1lYW4qDwoEYXhlc0ACQANABKABByoPCghrZWVwZGltcxgAoAECEgR0aW55WiUKAXgSIAoeCAESGgoCCAEKCBIGZnJhbWVzCgIIGwoCCDAKAggDYhkKAXkSFAoSCAESDgoCCAEKCBIGZnJhbWVzQgQKABAR',
};
/** Needs an operator that nobody has. */
export const UNKNOWN_OPERATOR = {
  sha256: 'e4c8df16630f751db3a68ed8bae7e4353442bd3cbb8911aad9a6bd71b94eabd2',
  base64:
    'CAgSCXJpc3RyZXR0bzpTChcKAXgSAXkiB05vdGhpbmc6Bm5vYm9keRIEdGlueVocCgF4EhcKFQgBEhEKAxIBbgoCCAMKAggICgIICGIUCgF5Eg8KDQgBEgkKAxIBbgoCCANCBAoAEBFCCgoGbm9ib2R5EAE=',
};
