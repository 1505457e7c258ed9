import './remove-opfs.fixture.ts';
import './storage.worker.ts';
