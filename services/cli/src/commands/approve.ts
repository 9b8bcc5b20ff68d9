import { decisionCommand } from '../items/decision-command.js';

export default decisionCommand('approve', 'Approved.');
