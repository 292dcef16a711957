export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=https://10.10.10.10:2379 ETCDCTL_CACERT=/etc/pki/ca.crt ETCDCTL_USER='root:@pw_etcd_root@'
