/** The endoveil command; also hosts every service in one process. */
export const room = 'cli';
export { houseSettings, serveSettings } from './config.js';
export { durablesByService, natsAuthorization } from './access/bus-users.js';
