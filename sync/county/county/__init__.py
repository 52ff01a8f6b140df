"""The reference county platform of the exchange contract (县平台参考实现)."""
