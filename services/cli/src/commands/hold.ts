import { decisionCommand } from '../items/decision-command.js';

export default decisionCommand('hold', 'Held back.');
