import { decisionCommand } from '../items/decision-command.js';

export default decisionCommand('reject', 'Rejected: nothing of it leaves.');
