import { main } from './main.ts';

// Not awaited: that would make every module of the bundle asynchronous and slow down the start. fail-closed.ts catches what is thrown.
void main();
