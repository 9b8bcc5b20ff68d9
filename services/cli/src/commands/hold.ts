import { decisionCommand } from '../decision-command.js';

export default decisionCommand('hold', 'Held back.');
