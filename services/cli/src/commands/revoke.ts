import { decisionCommand } from '../items/decision-command.js';

export default decisionCommand('revoke', 'The approval is taken away.');
