/** The endoveil command; also hosts every service in one process. */
export const room = 'cli';
export { durablesByService, natsAuthorization } from './access/bus-users.js';
