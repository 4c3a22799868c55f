/** Runs when the job ends, whatever has become of it. */
export async function main(): Promise<void> {
  const { deleteAfterwards } = await import('./delete-afterwards.ts');
  await deleteAfterwards();
}
