"""What lies where on the skin: landmarks, regions, places in muscles, referral zones."""
