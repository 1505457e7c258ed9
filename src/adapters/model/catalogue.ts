import registryJson from '../../../models/registry.json?raw';
import ristrettoE1 from '../../../models/ristretto-e1/ristretto-e1.onnx?url&no-inline';
import { parseRegistry, type RegistryEntry } from '../../core/model-card.ts';

/** Where this build serves the files of bundled models, by their path in the registry. */
export const BUNDLED_URLS: Readonly<Record<string, string>> = {
  'ristretto-e1/ristretto-e1.onnx': ristrettoE1,
};

/** Models that the studio knows by name. */
export function readCatalogue(): RegistryEntry[] {
  return parseRegistry(registryJson);
}
