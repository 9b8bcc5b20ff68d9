import { EventsController } from './events/events.controller.js';
import { ItemsController } from './items/items.controller.js';
import { SystemController } from './system.controller.js';

/** Everything that answers HTTP. */
export const controllers = [ItemsController, EventsController, SystemController] as const;
