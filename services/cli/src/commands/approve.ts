import { decisionCommand } from '../decision-command.js';

export default decisionCommand('approve', 'Approved.');
