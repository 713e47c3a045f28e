export { type MessageData, messagesOf } from './messages.ts';
export { reportToTerminal } from './terminal.ts';
