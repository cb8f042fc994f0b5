/**
 * How Node runs the TypeScript programs. With more memory than this Node lets garbage lie: an import that needs 90 MB
 * grows to 500. package.json and the Dockerfile name the same limit for the server.
 */
export const NODE_OPTIONS = ['--max-old-space-size=1024', '--import', 'tsx'];
