export * from './invented-patient.js';
export { type ExamVideoOptions, makeExamVideo } from './exam-video.js';
