export * from './invented-patient.js';
