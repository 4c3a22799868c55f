import { main } from './main.ts';

// Not awaited: that would make all modules of the bundle asynchronous, and the start slower. What is thrown ends in fail-closed.ts.
void main();
