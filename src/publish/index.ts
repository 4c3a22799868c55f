/** The check is loaded with every action; what only publishing needs is not. */
export async function main(): Promise<void> {
  const { publish } = await import('./main.ts');
  await publish();
}
