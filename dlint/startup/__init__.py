"""What makes a cold start short: what was worked out is kept, patterns are compiled late. Imports nothing of ours."""
