"""What the team may set while the portal runs: over the settings of the environment."""
