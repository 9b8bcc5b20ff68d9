import { decisionCommand } from '../decision-command.js';

export default decisionCommand('reject', 'Rejected: nothing of it leaves.');
