import { openApiOf } from './openapi.js';
import { routesOf } from './route.js';
import { EventsController } from './events/events.controller.js';
import { FilesController } from './files/files.controller.js';
import { ItemsController } from './items/items.controller.js';
import { DestinationsController } from './release/destinations.controller.js';
import { PublicationsController } from './release/publications.controller.js';
import { DecisionsController } from './review/decisions.controller.js';
import { ReviewController } from './review/review.controller.js';
import { SystemController } from './system.controller.js';
import { UploadsController } from './uploads/uploads.controller.js';

/** Everything that answers HTTP. */
export const controllers = [
  ItemsController,
  FilesController,
  ReviewController,
  DecisionsController,
  PublicationsController,
  DestinationsController,
  UploadsController,
  EventsController,
  SystemController,
] as const;

/** The API's description. */
export const openApi = () => openApiOf(routesOf(controllers));
