/** What an old browser lacks; evaluated before the store's worker. */
Object.defineProperty(navigator.storage, 'getDirectory', { value: undefined });
Reflect.deleteProperty(globalThis, 'FileSystemSyncAccessHandle');
