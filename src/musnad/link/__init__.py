"""Links across reports: same person, same statement, near copy. Proposes, never decides."""
